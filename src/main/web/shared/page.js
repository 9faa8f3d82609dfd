/**
 * What the server says about this page: `slug`, `eventId`, `title`, `app`, `base` (the path of the server, without a
 * slash at its end), `files` (the path of the files of this version, with a slash at its end), `lang`, `local` (whether
 * the server is in local mode), `issuer` (null in local mode), and `languages` (those of the event, the first one is its
 * own; empty if there is no event).
 */
export const page = Object.freeze(JSON.parse(document.getElementById('page').textContent));

/** The path of this application, with a slash at its end. */
export const scope = page.slug ? `${page.base}/e/${page.slug}/${page.app}/` : `${page.base}/`;
