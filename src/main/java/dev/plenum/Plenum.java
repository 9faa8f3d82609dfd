package dev.plenum;

import java.util.ArrayList;
import java.util.List;

import dev.plenum.agenda.AgendaConfiguration;
import dev.plenum.announcement.AnnouncementConfiguration;
import dev.plenum.attendance.AttendanceConfiguration;
import dev.plenum.audit.AuditConfiguration;
import dev.plenum.calendar.CalendarConfiguration;
import dev.plenum.certificate.CertificateConfiguration;
import dev.plenum.changelog.ChangelogConfiguration;
import dev.plenum.crew.CrewConfiguration;
import dev.plenum.door.DoorConfiguration;
import dev.plenum.exhibitor.ExhibitorConfiguration;
import dev.plenum.exhibitor.file.ExhibitorFileConfiguration;
import dev.plenum.exhibitor.invitation.StaffInvitationConfiguration;
import dev.plenum.exhibitor.offer.OfferConfiguration;
import dev.plenum.feedback.FeedbackConfiguration;
import dev.plenum.inbox.InboxConfiguration;
import dev.plenum.interchange.ImportCommand;
import dev.plenum.interchange.InterchangeConfiguration;
import dev.plenum.invitation.InvitationConfiguration;
import dev.plenum.lead.LeadConfiguration;
import dev.plenum.live.LiveConfiguration;
import dev.plenum.mail.MailConfiguration;
import dev.plenum.meeting.MeetingConfiguration;
import dev.plenum.mydata.MyDataConfiguration;
import dev.plenum.needs.NeedsConfiguration;
import dev.plenum.numbers.NumbersConfiguration;
import dev.plenum.organiser.OrganiserConfiguration;
import dev.plenum.origin.OriginConfiguration;
import dev.plenum.participant.ParticipantConfiguration;
import dev.plenum.participant.file.ParticipantFileConfiguration;
import dev.plenum.participant.pretix.PretixConfiguration;
import dev.plenum.platform.PlatformConfiguration;
import dev.plenum.platform.broadcast.BroadcastConfiguration;
import dev.plenum.platform.connection.ConnectionConfiguration;
import dev.plenum.platform.graphql.GraphQlConfiguration;
import dev.plenum.platform.mongo.DatabaseConfiguration;
import dev.plenum.platform.operation.OperationConfiguration;
import dev.plenum.platform.outbound.OutboundConfiguration;
import dev.plenum.platform.removal.RemovalConfiguration;
import dev.plenum.platform.secret.SecretConfiguration;
import dev.plenum.platform.security.SecurityConfiguration;
import dev.plenum.platform.startup.StartUpConfiguration;
import dev.plenum.platform.telemetry.TelemetryConfiguration;
import dev.plenum.platform.token.TokenConfiguration;
import dev.plenum.platform.traffic.TrafficConfiguration;
import dev.plenum.platform.web.WebConfiguration;
import dev.plenum.platform.web.socket.SocketConfiguration;
import dev.plenum.programme.ProgrammeConfiguration;
import dev.plenum.push.PushConfiguration;
import dev.plenum.push.content.ContentConfiguration;
import dev.plenum.push.delivery.DeliveryConfiguration;
import dev.plenum.rehearsal.RehearsalConfiguration;
import dev.plenum.rehearsal.TrainCommand;
import dev.plenum.sample.SampleConfiguration;
import dev.plenum.schedule.ScheduleConfiguration;
import dev.plenum.screen.ScreenConfiguration;
import dev.plenum.search.SearchConfiguration;
import dev.plenum.seating.SeatingConfiguration;
import dev.plenum.signin.SignInConfiguration;
import dev.plenum.web.AppsConfiguration;
import dev.plenum.webhook.WebhookConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.Modulithic;

/**
 * Starts the server. It is made of what is named here, of what each of these names in
 * turn, and of the parts of Spring Boot in
 * {@code META-INF/spring/dev.plenum.Plenum.imports}: to look through all that is on the
 * class path would take longer than everything else at a start. The transports of GraphQL
 * are our own: see {@code dev.plenum.platform.web}.
 */
@Modulithic
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@Import({ PlatformConfiguration.class, BroadcastConfiguration.class, ConnectionConfiguration.class,
		DatabaseConfiguration.class, GraphQlConfiguration.class, OperationConfiguration.class,
		OutboundConfiguration.class, RemovalConfiguration.class, SecretConfiguration.class, SecurityConfiguration.class,
		SocketConfiguration.class, StartUpConfiguration.class, TelemetryConfiguration.class, TokenConfiguration.class,
		TrafficConfiguration.class, WebConfiguration.class, AgendaConfiguration.class, AnnouncementConfiguration.class,
		AuditConfiguration.class, CalendarConfiguration.class, CertificateConfiguration.class,
		AttendanceConfiguration.class, CrewConfiguration.class, StaffInvitationConfiguration.class,
		ChangelogConfiguration.class, ContentConfiguration.class, DeliveryConfiguration.class, DoorConfiguration.class,
		ExhibitorConfiguration.class, ExhibitorFileConfiguration.class, InvitationConfiguration.class,
		OfferConfiguration.class, FeedbackConfiguration.class, InboxConfiguration.class, InterchangeConfiguration.class,
		LeadConfiguration.class, LiveConfiguration.class, MeetingConfiguration.class, MailConfiguration.class,
		MyDataConfiguration.class, NeedsConfiguration.class, NumbersConfiguration.class, OrganiserConfiguration.class,
		ProgrammeConfiguration.class, PushConfiguration.class, RehearsalConfiguration.class, SampleConfiguration.class,
		ScheduleConfiguration.class, ScreenConfiguration.class, SearchConfiguration.class, SeatingConfiguration.class,
		OriginConfiguration.class, ParticipantConfiguration.class, ParticipantFileConfiguration.class,
		PretixConfiguration.class, SignInConfiguration.class, WebhookConfiguration.class, AppsConfiguration.class })
public class Plenum {

	public static void main(String[] args) {
		List<String> arguments = new ArrayList<>(List.of(args));
		String command = arguments.stream().filter((argument) -> !argument.startsWith("--")).findFirst().orElse("");
		arguments.remove(command);
		switch (command) {
			case "import" -> System.exit(ImportCommand.run(arguments));
			case "train" -> System.exit(TrainCommand.run(Plenum.class));
			default -> SpringApplication.run(Plenum.class, args);
		}
	}

}
