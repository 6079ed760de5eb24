// Mocha's usual report, and the counts for the closing line. scripts/run.cjs prints that line after everything
// else has ended; a run without it (a debugger, a mutation test) prints it here.
import Mocha from 'mocha';

export default class CountReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      // The channel is closed at once: while somebody listens to it, it would keep this process from ending.
      if (process.send) process.send({ passes, failures }, () => process.disconnect());
      else process.once('exit', () => console.log(`${passes} passed, ${failures} failed`));
    });
  }
}
