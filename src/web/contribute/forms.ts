// What every form of this audience reads and carries, under one name.
export { likelyTextLanguage, listOf, readAnswers, textOf } from '../answers.ts';
export {
  checkGuards,
  newGuards,
  TRAP_FIELD,
  type FormGuards,
  type GuardResult,
} from '../guards.ts';
