package dev.plenum.platform.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which documents are executed.
 *
 * @param trustedDocuments the file with the documents of the apps, named by ids; empty
 * for none but those that were built in
 * @param onlyTrustedDocuments whether other documents are refused
 */
@ConfigurationProperties("plenum")
record DocumentSettings(@DefaultValue("") String trustedDocuments,
		@DefaultValue("false") boolean onlyTrustedDocuments) {

}
