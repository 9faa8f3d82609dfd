package violations;

import org.springframework.stereotype.Controller;

@Controller
public class PublicController {

}
