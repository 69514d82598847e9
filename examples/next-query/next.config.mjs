// Paths of the API end with a slash, which Next.js would redirect.
export default { skipTrailingSlashRedirect: true };
