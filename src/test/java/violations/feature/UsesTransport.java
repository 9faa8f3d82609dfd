package violations.feature;

import violations.platform.web.Transport;

public class UsesTransport {

	final Class<?> transport = Transport.class;

}
