/** The job that checks or imports a kept file. */
export const importJob = 'administration.import-file';
