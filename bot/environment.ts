/** The environment, and what the file `.env` of the folder in which the program was started adds to it; the environment itself wins. */
export function environment(): Readonly<Record<string, string | undefined>> {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw new Error('The file .env cannot be read; correct its rights, or move it away.', { cause: error });
    }
  }
  return process.env;
}
