package violations;

import org.springframework.stereotype.Controller;

@Controller
class Misnamed {

}
