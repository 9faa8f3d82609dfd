import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { type OperationDefinitionNode, print } from 'graphql';

import { newCache } from './client.js';
import { DOCUMENTS } from './documents.js';

/** Writes the documents as the client sends them, by the SHA-256 hash of their text. */
const cache = newCache();
const operations = DOCUMENTS.map((document) => {
	const sent = cache.transformDocument(document);
	const operation = sent.definitions.find((one): one is OperationDefinitionNode => one.kind === 'OperationDefinition');
	const body = print(sent);
	return {
		id: createHash('sha256').update(body).digest('hex'),
		name: operation?.name?.value,
		type: operation?.operation,
		body
	};
});
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
writeFileSync(process.argv[2] ?? '../trusted-documents.json', `${JSON.stringify(manifest, null, 2)}\n`);
