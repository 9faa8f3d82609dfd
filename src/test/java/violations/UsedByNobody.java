package violations;

public class UsedByNobody {

}
