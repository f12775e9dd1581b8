using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Products;

/// <summary>
/// Takes products as NDJSON and answers one line per line, in order. A bad line does not stop the others. Lines run in
/// parallel, a bounded number at a time, and never more than that is read ahead.
/// </summary>
internal static class ProductImport
{
    private const long BodyBytesMax = 64 * 1024 * 1024;

    private const int LinesAtOnce = 32;

    private const int AnswerBytesInMemory = 1024 * 1024;

    private const string ContentType = "application/x-ndjson";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void MapProductImport(this RouteGroupBuilder group) =>
        group.MapPost("/import", ImportAsync).WithName("ImportProducts")
            .RequireAuthorization(Roles.Merchant)
            .RequireRateLimiting(RateLimits.Import)
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax))
            .Produces<ImportLine>(StatusCodes.Status200OK, ContentType);

    // The answer is kept until the body is read to its end: most clients read nothing before they have sent everything,
    // and two sides that both wait for the other to read would wait for ever.
    private static async Task ImportAsync(
        HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var importer = new LineImporter(
            grains, clock, Caller.Of(context.User).UserId, context.User.IsInRole(Roles.Operator));
        await using var answer = new FileBufferingWriteStream(AnswerBytesInMemory);
        var underWay = Channel.CreateBounded<Task<ImportLine>>(LinesAtOnce);
        var reading = StartLinesAsync(context, importer, underWay.Writer, cancellationToken);
        await foreach (var line in underWay.Reader.ReadAllAsync(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(answer, await line, ApiJson.Options, cancellationToken);
            await answer.WriteAsync(NewLine, cancellationToken);
        }

        await reading;
        context.Response.ContentType = ContentType;
        await answer.DrainBufferAsync(context.Response.Body, cancellationToken);
    }

    private static async Task StartLinesAsync(
        HttpContext context,
        LineImporter importer,
        ChannelWriter<Task<ImportLine>> underWay,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in NdjsonLines.ReadAsync(context.Request.BodyReader, cancellationToken))
            {
                if (!line.IsBlank)
                {
                    await underWay.WriteAsync(importer.ImportAsync(line, cancellationToken), cancellationToken);
                }
            }

            underWay.Complete();
        }
        catch (Exception exception)
        {
            // Reaches the caller through the reader of the channel.
            underWay.Complete(exception);
            throw;
        }
    }
}

/// <summary>Creates the product of one line, or updates the seller's own product of that id.</summary>
internal sealed class LineImporter(IGrainFactory grains, TimeProvider clock, string sellerId, bool isOperator)
{
    public async Task<ImportLine> ImportAsync(NdjsonLine line, CancellationToken cancellationToken)
    {
        if (line.IsTooLong)
        {
            return Broken(line, ProblemCodes.TooLarge);
        }

        try
        {
            return JsonSerializer.Deserialize<ProductRequest>(line.Bytes, ApiJson.Options) is { } request
                ? await SaveAsync(line, request, cancellationToken)
                : Broken(line, ProblemCodes.Malformed);
        }
        catch (JsonException)
        {
            return Broken(line, ProblemCodes.Malformed);
        }
        catch (TimeoutException)
        {
            return Broken(line, ProblemCodes.Busy);
        }
    }

    private async Task<ImportLine> SaveAsync(NdjsonLine line, ProductRequest request, CancellationToken cancellationToken)
    {
        if (request.ProductId is not null && !Ids.IsValid(request.ProductId))
        {
            return Describe(line, ApiProblem.Invalid("productId", "is not a valid id"));
        }

        var command = request.ToCreate(sellerId, clock.GetUtcNow());
        var errors = ProductLimits.Check(command.Details).AddRange(ProductLimits.CheckImage(command.ImageVector));
        if (!errors.IsEmpty)
        {
            return Describe(line, ApiProblem.Invalid(errors));
        }

        var product = grains.GetGrain<IProductGrain>(request.ProductId ?? NewId.Product());
        var created = await product.CreateAsync(command, cancellationToken);
        return created.Status == ProductStatus.Exists
            ? Describe(line, await product.UpdateAsync(request.ToUpdate(sellerId, isOperator), cancellationToken), "updated")
            : Describe(line, created, "created");
    }

    private static ImportLine Describe(NdjsonLine line, ProductResult result, string done) =>
        result is { Status: ProductStatus.Done, Product: { } product }
            ? new ImportLine(line.Number, done, product.ProductId)
            : Describe(line, ProductProblems.From(result));

    private static ImportLine Describe(NdjsonLine line, ApiProblem problem) =>
        new(line.Number, "error", Code: problem.Code, Errors: problem.Errors.IsEmpty ? null : problem.Errors);

    private static ImportLine Broken(NdjsonLine line, string code) => new(line.Number, "error", Code: code);
}

/// <summary>What became of one line. Status: created, updated or error.</summary>
internal sealed record ImportLine(
    int Line,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<FieldError>? Errors = null);
