// Prints one line for each of graphql-http's server audits that is not ok, and the count of those that are.
import { createRequire } from 'node:module';

const { auditServer } = createRequire(process.argv[2] + '/')('graphql-http');
const results = await auditServer({ url: process.argv[3] });
for (const result of results.filter((one) => one.status !== 'ok')) {
	console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`ok ${results.filter((one) => one.status === 'ok').length}`);
