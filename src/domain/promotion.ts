/** The landing page's order, with one item moved to another place; ranks are 1, 2, 3 … */
export function moveItem(order: readonly string[], id: string, direction: 'up' | 'down'): string[] {
  const from = order.indexOf(id);
  const to = direction === 'up' ? from - 1 : from + 1;
  if (from === -1 || to < 0 || to >= order.length) return [...order];
  const moved = [...order];
  moved.splice(from, 1);
  moved.splice(to, 0, id);
  return moved;
}
