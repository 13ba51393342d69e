/**
 * Folders of tests that decide and keep nothing: no stand-in of a module, no clock or storage of their own. They share a process, since
 * taking the code in anew for each file took half of their time. Every other file of tests has one of its own.
 */
export const PURE_FOLDERS = [
  'components',
  'domain',
  'exchange',
  'features',
  'merge',
  'messages',
  'model',
  'records',
] as const
