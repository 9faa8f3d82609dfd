package dev.plenum.announcement;

import dev.plenum.programme.Programme;

/**
 * How far a server knew an event when it stored something. Whatever has a higher revision
 * or bulletin number happened afterwards, whatever the clocks of the servers say.
 *
 * @param revision the revision of the schedule
 * @param bulletin the number of the newest bulletin
 */
public record EventPosition(int revision, int bulletin) {

	static EventPosition of(Programme programme, BulletinBoard board) {
		return new EventPosition(programme.schedule().revision(), board.newest());
	}

}
