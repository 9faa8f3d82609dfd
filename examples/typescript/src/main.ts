import { newClient } from './client.js';
import { Programme } from './programme.js';

const [url = 'http://127.0.0.1:8080/graphql', slug = 'socialchefsdagarna-2024', token = ''] = process.argv.slice(2);

const programme = new Programme(newClient({ url, token, language: 'sv' }), slug);
await programme.load();
for (const session of programme.sessions()) {
	console.log(`${session.startsAt} ${session.title}`);
}
programme.follow((step) => console.log(`${step.session.title}: ${step.summary}`));
