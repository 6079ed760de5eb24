/** iCalendar as arrays (RFC 7265), which ical.js writes as text: name, parameters, type, values. */
export type JCalValue = string | number | Readonly<Record<string, unknown>>;
export type JCalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  ...values: JCalValue[],
];
export type JCalComponent = readonly [
  name: string,
  properties: readonly JCalProperty[],
  components: readonly JCalComponent[],
];
