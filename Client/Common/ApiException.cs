namespace SocialCommerce.Client.Common;

/// <summary>The server refused a request, and said why.</summary>
public sealed class ApiException(Problem problem)
    : Exception($"The server answered {problem.Status} {problem.Code}: {problem.Detail}")
{
    public Problem Problem { get; } = problem;

    public int Status => Problem.Status;

    public string Code => Problem.Code;
}
