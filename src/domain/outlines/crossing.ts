type Point = readonly [x: number, y: number];

/** So many pairs are looked at; an outline of a city needs some thousands. */
const MAX_PAIRS = 1_000_000;

/**
 * Does a ring cross itself? Its sides are sorted by where they begin from left to right, so that each
 * is compared with those above and below it alone. `tooComplex`: made so that this takes for ever.
 */
export function crossesItself(ring: readonly Point[]): boolean | 'tooComplex' {
  const sides = ring.map((from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from;
    return { from, to, index, left: Math.min(from[0], to[0]), right: Math.max(from[0], to[0]) };
  });
  sides.sort((a, b) => a.left - b.left);
  let pairs = 0;
  for (const [at, side] of sides.entries()) {
    for (let next = at + 1; next < sides.length; next += 1) {
      const other = sides[next];
      if (other === undefined || other.left > side.right) break;
      if ((pairs += 1) > MAX_PAIRS) return 'tooComplex';
      const apart = Math.abs(side.index - other.index);
      const areNeighbours = apart === 1 || apart === ring.length - 1;
      if (!areNeighbours && cross(side.from, side.to, other.from, other.to)) return true;
    }
  }
  return false;
}

/** Do two sides go through each other? Touching at a point is no crossing. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}
