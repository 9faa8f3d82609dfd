package dev.plenum.exhibitor.invitation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the invitations to the staff of exhibitors.
 */
@Configuration(proxyBeanMethods = false)
@Import({ InvitationController.class, InvitationDesk.class, PersonalStaff.class })
@EnableConfigurationProperties(InvitationSettings.class)
public class InvitationConfiguration {

}
