/**
 * Reads a list page by page.
 * @param read returns the connection after a cursor, null for the first page; undefined ends the list
 * @return the nodes of each page
 */
export async function* pages(read) {
	let after = null;
	do {
		const connection = await read(after);
		yield connection?.nodes ?? [];
		after = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
	} while (after);
}

/** Reads a list completely, like `pages`. */
export async function everything(read) {
	const all = [];
	for await (const nodes of pages(read)) {
		all.push(...nodes);
	}
	return all;
}
