// Reads calendars with the npm packages ical.js and node-ical: prints the start and the end of each event, by UID.
// node calendars.mjs FILE...
import fs from 'node:fs';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

function withIcalJs(text) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	ICAL.TimezoneService.reset();
	calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(new ICAL.Timezone(zone)));
	return calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry))
		.map((event) => [event.uid, event.startDate.toJSDate(), event.endDate.toJSDate()]);
}

function withNodeIcal(text) {
	return Object.values(nodeIcal.sync.parseICS(text)).filter((entry) => entry.type === 'VEVENT')
		.map((event) => [event.uid, event.start, event.end]);
}

for (const file of process.argv.slice(2)) {
	const text = fs.readFileSync(file, 'utf8');
	for (const [name, read] of Object.entries({ 'ical.js': withIcalJs, 'node-ical': withNodeIcal })) {
		for (const [uid, start, end] of read(text)) {
			console.log(`${name} ${uid} ${start.toISOString()} ${end.toISOString()}`);
		}
	}
}
