import type { AnyStateNode } from 'xstate';
import { createSubmissionMachine } from './submission-machine.ts';
import { DEFAULT_DELAYS } from './delays.ts';

type Params = Readonly<Record<string, unknown>>;

/** As much of XState's definition as the diagram needs. */
interface Node {
  readonly id: string;
  readonly key: string;
  readonly initial?: { readonly target: readonly { readonly key: string }[] } | undefined;
  readonly states: Readonly<Record<string, Node>>;
  readonly transitions: readonly Transition[];
}
interface Transition {
  readonly eventType: string;
  readonly target: readonly { readonly key: string }[] | undefined;
  readonly guard?: unknown;
  readonly actions: readonly (string | { readonly type: string; readonly params?: Params })[];
}

/** The document `docs/workflow.md`, written from the machine itself, so that it cannot be wrong. */
export function describeMachine(): string {
  const machine = createSubmissionMachine(DEFAULT_DELAYS);
  const regions = Object.values(machine.root.states).map((region) =>
    describeRegion(toNode(region)),
  );
  return [
    '<!-- Generated from src/domain/submission-machine.ts by `npm run veedelpost -- describe`; do not edit. -->',
    '',
    '# The workflow of a submission',
    '',
    'Four regions at once: has it been judged (review), can the public see it (publication), does the',
    'landing page show it (promotion), does it still hold (freshness). An arrow is an event; `after …` is',
    'a timer that rests in the database; `always` happens by itself.',
    '',
    ...regions.flat(),
  ].join('\n');
}

/** XState's own definition leaves out what happens by itself, and carries far more than is drawn. */
function toNode(state: AnyStateNode): Node {
  // Both are cast, since its types carry the whole machine's; `Node` names the part that is drawn.
  const { id, key, initial, transitions } = state.definition as unknown as Node;
  const byItself = (state.always ?? []) as unknown as readonly Transition[];
  return {
    id,
    key,
    initial,
    transitions: [...byItself, ...transitions],
    states: Object.fromEntries(
      Object.entries<AnyStateNode>(state.states).map(([name, child]) => [name, toNode(child)]),
    ),
  };
}

function describeRegion(region: Node): string[] {
  const arrows = listArrows(region);
  return [
    `## ${region.key}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...drawStates(region, '  '),
    ...arrows.map(
      (arrow) =>
        `  ${arrow.from} --> ${arrow.to} : ${arrow.event}${arrow.guard ? ` [${arrow.guard}]` : ''}`,
    ),
    '```',
    '',
    '| from | event | if | to | then |',
    '| --- | --- | --- | --- | --- |',
    ...arrows.map(
      (arrow) =>
        `| ${arrow.from} | ${arrow.event} | ${arrow.guard} | ${arrow.to} | ${arrow.actions} |`,
    ),
    '',
  ];
}

function drawStates(node: Node, indent: string): string[] {
  const first = node.initial?.target[0]?.key;
  const lines = first === undefined ? [] : [`${indent}[*] --> ${first}`];
  for (const child of Object.values(node.states)) {
    if (Object.keys(child.states).length > 0) {
      lines.push(
        `${indent}state ${child.key} {`,
        ...drawStates(child, `${indent}  `),
        `${indent}}`,
      );
    }
  }
  return lines;
}

interface Arrow {
  readonly from: string;
  readonly event: string;
  readonly guard: string;
  readonly to: string;
  readonly actions: string;
}

function listArrows(node: Node): Arrow[] {
  const own = node.transitions.map((transition) => ({
    from: node.key,
    event: eventName(transition.eventType),
    guard: guardName(transition.guard),
    to: transition.target?.map((target) => target.key).join(', ') ?? node.key,
    actions: transition.actions.map(actionName).join(', '),
  }));
  return [...own, ...Object.values(node.states).flatMap(listArrows)];
}

function eventName(type: string): string {
  if (type === '') return 'always';
  return type.startsWith('xstate.after.') ? `after ${type.split('.')[2] ?? ''}` : type;
}

/** Guards made of others carry them as data: `and`, `not`, `stateIn`. */
function guardName(guard: unknown): string {
  if (guard === undefined) return '';
  if (typeof guard === 'string') return guard;
  const { type, guards, params, stateValue } = guard as {
    type?: string;
    guards?: readonly unknown[];
    params?: Params;
    stateValue?: unknown;
  };
  if (guards !== undefined) {
    const inner = guards.map(guardName);
    return typeof guard === 'function' && inner.length === 1
      ? `not ${inner[0] ?? ''}`
      : inner.join(' and ');
  }
  if (stateValue !== undefined) {
    return Object.entries(stateValue as Record<string, string>)
      .map(([region, state]) => `${region} is ${state}`)
      .join(', ');
  }
  return [type, ...Object.values(params ?? {})].join(' ');
}

function actionName(action: string | { readonly type: string; readonly params?: Params }): string {
  if (typeof action === 'string') return action;
  const params = Object.values(action.params ?? {})
    .filter((value) => typeof value === 'string')
    .join(' ');
  return params === '' ? action.type : `${action.type} (${params})`;
}
