/**
 * Instead of nodemailer's 76 KB of file types: a letter says the type of what it attaches, and gives it a name.
 * What says nothing is of no known type, as with a name that the list lacks.
 */
export const detectMimeType = (): string => "application/octet-stream";
export const detectExtension = (): string => "bin";
