// Runs the server audits of graphql-http: prints each audit that is not ok, and the number of those that are.
// node graphql-http-audits.mjs URL
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
for (const result of results.filter((one) => one.status !== 'ok')) {
	console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`ok ${results.filter((one) => one.status === 'ok').length}`);
