/** The record's file in a workspace folder. */
export const recordFileName = 'touchstone.sqlite'
