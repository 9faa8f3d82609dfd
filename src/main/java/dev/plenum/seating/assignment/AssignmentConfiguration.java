package dev.plenum.seating.assignment;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the seats that organisers assign.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AssignmentController.class, AssignmentDesk.class, ParticipantSeats.class })
public class AssignmentConfiguration {

}
