namespace SocialCommerce.Api.Operations;

/// <summary>Gives an answer that is only a status, such as an unknown route's 404, the body that every error has.</summary>
internal static class StatusProblems
{
    public static IApplicationBuilder UseStatusProblems(this IApplicationBuilder app) =>
        app.UseStatusCodePages(context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            return new ApiProblem(status, ProblemCodes.ForStatus(status), Detail(status)).ExecuteAsync(context.HttpContext);
        });

    private static string Detail(int statusCode) => statusCode switch
    {
        StatusCodes.Status401Unauthorized => "Sign in first.",
        StatusCodes.Status403Forbidden => "You may not do this.",
        StatusCodes.Status404NotFound => "There is nothing here.",
        StatusCodes.Status405MethodNotAllowed => "This cannot be done here.",
        _ => "The request was refused.",
    };
}
