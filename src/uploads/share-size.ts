/** What Open Graph readers show best, in pixels: 1.91 to 1. */
export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;
