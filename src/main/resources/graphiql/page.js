'use strict';

/*
 * The state of GraphiQL contains the headers, and so the caller's token. It is kept in memory and ends with
 * the page. Only the query is kept, in the address of the page.
 */
const memory = new Map();

const storage = {
	get length() {
		return memory.size;
	},
	getItem: (key) => memory.get(key) ?? null,
	setItem: (key, value) => memory.set(key, value),
	removeItem: (key) => memory.delete(key),
	clear: () => memory.clear()
};

const parameters = new URLSearchParams(window.location.search);
const endpoint = new URL('graphql', window.location.href);
const socket = new URL(endpoint);
socket.search = endpoint.search = '';
socket.protocol = (endpoint.protocol === 'https:') ? 'wss:' : 'ws:';

function keepQuery(query) {
	const page = new URL(window.location.href);
	page.searchParams.set('query', query);
	window.history.replaceState(null, '', page);
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
	React.createElement(GraphiQL, {
		fetcher: GraphiQL.createFetcher({ url: endpoint.href, subscriptionUrl: socket.href }),
		query: parameters.get('query') ?? undefined,
		variables: parameters.get('variables') ?? undefined,
		operationName: parameters.get('operationName') ?? undefined,
		defaultEditorToolsVisibility: 'headers',
		onEditQuery: keepQuery,
		shouldPersistHeaders: false,
		showPersistHeadersSettings: false,
		storage
	})
);
