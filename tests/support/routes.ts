import type { Express } from 'express';

interface Layer {
  readonly route?: {
    readonly path: string | RegExp;
    readonly stack: readonly { method: string }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every address that the app answers, as `GET /redaktion`, read from Express's own routers. */
export function listRoutes(app: Express): string[] {
  const found = new Set<string>();
  const walk = (stack: readonly Layer[]) => {
    for (const layer of stack) {
      if (layer.route) {
        for (const { method } of layer.route.stack) {
          found.add(`${method.toUpperCase()} ${String(layer.route.path)}`);
        }
      } else if (layer.handle.stack) walk(layer.handle.stack);
    }
  };
  walk((app.router as unknown as { stack: readonly Layer[] }).stack);
  return [...found].sort();
}
