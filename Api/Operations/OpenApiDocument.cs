using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SocialCommerce.Api.Operations;

/// <summary>The machine-readable contract at /openapi/v1.json.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";

    private const string SchemeName = "bearer";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(AddProblemAsync);
        });

    private static Task DescribeAsync(
        Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "SocialCommerce", Version = Name };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = SchemeName,
            BearerFormat = "JWT",
        };
        return Task.CompletedTask;
    }

    private static async Task AddProblemAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Problem details (RFC 9457) with a stable code.",
            Content = new Dictionary<string, OpenApiMediaType> { [ApiProblem.ContentType] = new() { Schema = schema } },
        };
    }
}
