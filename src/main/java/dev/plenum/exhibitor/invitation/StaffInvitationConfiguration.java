package dev.plenum.exhibitor.invitation;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the invitations to the staff of exhibitors.
 */
@Configuration(proxyBeanMethods = false)
@Import({ InvitationController.class, InvitationDesk.class, PersonalStaff.class })
public class StaffInvitationConfiguration {

}
