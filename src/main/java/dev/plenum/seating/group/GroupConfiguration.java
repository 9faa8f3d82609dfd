package dev.plenum.seating.group;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the seats that attendees share.
 */
@Configuration(proxyBeanMethods = false)
@Import({ GroupController.class, GroupDesk.class, SeatInvitations.class })
public class GroupConfiguration {

}
