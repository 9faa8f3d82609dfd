package dev.plenum.push.content;

import java.util.Map;

import dev.plenum.agenda.Agenda;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.inbox.Known;

/**
 * What this server knows of a person at an event.
 *
 * @param known what the person's inbox is computed from
 * @param agenda the person's agenda
 * @param exhibitors the exhibitors of the person's meetings, by id
 * @param settings which notifications the person wants
 */
public record Attendee(Known known, Agenda agenda, Map<String, Exhibitor> exhibitors, NotificationSettings settings) {
}
