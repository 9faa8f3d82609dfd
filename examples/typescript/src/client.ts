import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

// Browsers, React Native and Node 22 have it; Apollo Client refers to it.
(globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;

export interface Settings {
	/** The address of GraphQL over HTTP, such as https://plenum.example.org/graphql. */
	url: string;
	/** The attendee's access token. */
	token: string;
	/** The language of the phone, such as sv. */
	language: string;
}

/**
 * Pages of one list are kept as one list, whatever their size. Any type that has the fields of a refusal counts as one, so
 * that the app displays refusals that are newer than the app.
 */
export function newCache(): InMemoryCache {
	return new InMemoryCache({
		possibleTypes: { Refusal: ['.+'] },
		typePolicies: {
			Event: {
				fields: {
					sessions: {
						keyArgs: ['filter'],
						merge: (known, page, { args }) => (args?.after && known)
							? { ...page, nodes: [...known.nodes, ...page.nodes] } : page
					}
				}
			}
		}
	});
}

/**
 * Queries and mutations go over HTTP, subscriptions over one WebSocket. The socket does not repeat a subscription that
 * broke: the app subscribes again from the revision that it has reached by then.
 */
export function newClient({ url, token, language }: Settings): ApolloClient {
	const socket = createClient({
		url: url.replace(/^http/, 'ws'),
		webSocketImpl: WebSocket,
		connectionParams: { Authorization: `Bearer ${token}` },
		retryAttempts: 0,
		keepAlive: 10_000
	});
	const http = new HttpLink({
		uri: url,
		headers: { 'Authorization': `Bearer ${token}`, 'Accept-Language': language }
	});
	return new ApolloClient({
		cache: newCache(),
		link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
			new GraphQLWsLink(socket), http)
	});
}
