// The direction of the house: web → workflow → db → domain, and each package behind its own door.
const only = (name, packages, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^src', pathNot: allowed },
  to: { dependencyTypes: ['npm', 'npm-dev'], path: `node_modules/(${packages})(/|$)` },
});
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    never(
      'domain-is-pure',
      '^src/domain',
      '^src/(workflow|db|mail|uploads|imports|feeds|web|locales|app|main|services|config|cli)',
      'The domain is true without a computer: it imports nothing of ours.',
    ),
    never(
      'domain-has-no-input-or-output',
      '^src/domain',
      '^(node:)?(fs|http|https|net|child_process|timers)(/|$)',
      'Pure and synchronous: no files, no network, no waiting.',
    ),
    never(
      'db-looks-down',
      '^src/db',
      '^src/(workflow|mail|uploads|imports|feeds|web|locales|app|main|services|config|cli)',
      'The database knows the domain and nothing above itself.',
    ),
    never(
      'workflow-looks-down',
      '^src/workflow',
      '^src/(mail|feeds|web|app|main|services|cli)',
      'Effects are data: no call goes back up.',
    ),
    never(
      'mail-looks-down',
      '^src/mail',
      '^src/(workflow|uploads|imports|feeds|web|app|main|services|config|cli)',
    ),
    never(
      'uploads-look-down',
      '^src/uploads',
      '^src/(workflow|db|mail|imports|feeds|web|app|main|services|config|cli)',
    ),
    never(
      'imports-know-the-domain-alone',
      '^src/imports',
      '^src/(workflow|db|mail|uploads|feeds|web|locales|app|main|services|config|cli)',
      'From bytes to rows: what becomes of them is decided above.',
    ),
    never(
      'feeds-look-down',
      '^src/feeds',
      '^src/(workflow|mail|imports|web|app|main|services|config|cli)',
      'From a published item to a format: who asks for it, and by which address, is known above.',
    ),
    ...['contribute', 'desk', 'sites', 'admin', 'api'].map((audience) => ({
      name: `${audience}-keeps-to-itself`,
      severity: 'error',
      comment: 'Audiences do not import each other; what they share lies beside them in src/web.',
      from: { path: `^src/web/${audience}/` },
      to: { path: '^src/web/(contribute|desk|sites|admin|api)/', pathNot: `^src/web/${audience}/` },
    })),
    only('sql-behind-db', 'drizzle-orm|better-sqlite3|pg', '^src/db/', 'Only src/db knows SQL.'),
    only(
      'http-behind-web',
      'express|passport|passport-local|express-session|multer|helmet',
      '^src/(web/|app\\.ts)',
    ),
    only(
      'machine-behind-domain',
      'xstate',
      '^src/domain/',
      'The machine is asked through decide.ts.',
    ),
    only(
      'strange-files-behind-imports',
      'ical\\.js|csv-parse|read-excel-file|ipaddr\\.js',
      '^src/(imports|feeds|workflow/import-streets\\.ts)',
      'What strangers wrote is read in one place, within limits.',
    ),
    only('letters-behind-mail', 'nodemailer', '^src/mail/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
