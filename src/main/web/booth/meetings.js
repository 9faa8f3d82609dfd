/** The order and the groups of meetings: pure functions. */

const GROUPS = { REQUESTED: 'open', PROPOSED: 'proposed', ACCEPTED: 'agreed', DECLINED: 'closed', CANCELLED: 'closed' };

const start = ({ time, wantedTimes, requestedAt }) => Date.parse(time?.startsAt ?? wantedTimes[0]?.startsAt ?? requestedAt);

/** The meetings that need an answer, those that wait for the attendee, the agreed ones and the closed ones, each by time. */
export function grouped(meetings) {
	const groups = { open: [], agreed: [], proposed: [], closed: [] };
	[...meetings].sort((one, other) => start(one) - start(other)).forEach((meeting) => groups[GROUPS[meeting.meetingState]].push(meeting));
	return groups;
}
