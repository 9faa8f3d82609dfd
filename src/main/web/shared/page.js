/**
 * What the server says about this page: `slug`, `eventId`, `title`, `app`, `base` (the path of the server, without a
 * slash at its end), `files` (the path of the files of this version, with a slash at its end), `lang`, `local` (whether
 * the server is in local mode), and `issuer` (null in local mode).
 */
export const page = Object.freeze(JSON.parse(document.getElementById('page').textContent));

/** The path of this application, with a slash at its end. */
export const scope = page.slug ? `${page.base}/e/${page.slug}/${page.app}/` : `${page.base}/`;
