import { client } from 'shared/client.js';
import { page } from 'shared/page.js';
import { everything, pages } from 'shared/pages.js';
import { operations } from './operations.js';
import { keep, state } from './state.js';

const reading = (operation, list) => async (after) => (await client.execute(operation, { slug: page.slug, after })).event?.[list];

/** Reads what no first view shows, so that it is here without a network. */
export async function loadMore() {
	await Promise.all([
		loadById('details', reading(operations.Details, 'sessions')),
		loadById('speakers', reading(operations.Speakers, 'speakers')),
		loadExhibitors()
	]).catch(() => undefined);
}

async function loadById(name, read) {
	for await (const nodes of pages(read)) {
		keep({ [name]: { ...state.get(name), ...Object.fromEntries(nodes.map((node) => [node.id, node])) } });
	}
}

/** Reads the exhibitors again. */
export async function loadExhibitors() {
	keep({ exhibitors: await everything(reading(operations.Exhibitors, 'exhibitors')) });
}
