using Microsoft.AspNetCore.Authorization;
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
            options.AddOperationTransformer(AddAccessAsync);
            options.AddOperationTransformer(AddIdempotencyKeyAsync);
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
    /// <summary>Who may call it: OpenAPI 3.1 has the roles in the list beside the scheme.</summary>
    private static Task AddAccessAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var demands = metadata.OfType<IAuthorizeData>().ToList();
        if (demands.Count > 0 && !metadata.OfType<IAllowAnonymous>().Any())
        {
            var roles = demands.Select(demand => demand.Policy).OfType<string>().Distinct().ToList();
            var scheme = new OpenApiSecuritySchemeReference(SchemeName, context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = roles }];
        }

        return Task.CompletedTask;
    }

    private static Task AddIdempotencyKeyAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentRequest>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotentRequest.KeyHeader,
                In = ParameterLocation.Header,
                Description = "The same key gives the first answer again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }
}
