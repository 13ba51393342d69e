/**
 * Folders of tests whose files share processes: taking the code in anew for each file was two fifths of their time. What a file puts in
 * the place of something (a clock, a method, the stretching of passphrases) is put back by `leave-as-found.ts`. Stand-ins for
 * modules stay with the process: a file that has one belongs in another folder.
 */
export const SHARED_FOLDERS = [
  'commands',
  'components',
  'contract',
  'desk',
  'domain',
  'exchange',
  'features',
  'merge',
  'messages',
  'model',
  'records',
  'store',
  'sync',
  'text',
  'workspace',
] as const
