package dev.plenum.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The settings of the audit trail.
 *
 * @param keepFor how long an entry is kept, longer than 0
 */
@ConfigurationProperties("plenum.audit")
record AuditSettings(@DefaultValue("730d") Duration keepFor) {

	AuditSettings {
		Assert.isTrue(keepFor.isPositive(), "plenum.audit.keep-for must be more than 0");
	}

}
