/**
 * Largest meeting that is written as a file and taken over from one, in MB: two thousand people and a hundred polls need
 * a third of it. One limit for both ways, so that whatever we wrote we also take.
 */
export const meetingFileMegabytes = 128
export const meetingFileBytes = meetingFileMegabytes * 1024 * 1024
