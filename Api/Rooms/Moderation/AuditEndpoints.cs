using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>What was done in a room by those in charge, and by rules in their name.</summary>
internal static class AuditEndpoints
{
    private const string Ndjson = "application/x-ndjson";

    private const string Csv = "text/csv; charset=utf-8";

    private const string CsvHeader = "sequence,at,actorId,action,subjectId,targetId,reason,detail,hash\r\n";

    public static void MapAudit(this RouteGroupBuilder room)
    {
        room.MapGet("/moderation/log", ListAsync).WithName("ListModerationLog");
        room.MapGet("/moderation/log/verify", VerifyAsync).WithName("VerifyModerationLog");
        room.MapGet("/moderation/export", ExportAsync).WithName("ExportModerationLog");
    }

    private static async Task<Results<Ok<PageResponse<AuditLineBody>>, ApiProblem>> ListAsync(
        string id, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        long before = 0;
        if (request.Cursor is not null && !long.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return ApiProblem.Invalid("cursor", "is not a cursor of this list");
        }

        var page = await grains.GetGrain<IModerationGrain>(id).ReadLogAsync(
            new ReadAudit(ModerationEndpoints.CallerOf(user), request.Cursor is null ? null : before, request.Limit, IsForward: false),
            cancellationToken);
        if (page.Outcome != RoomOutcome.Done)
        {
            return ModerationProblems.From(page.Outcome, []);
        }

        var names = await UserNames.FindAsync(
            grains, page.Lines.Select(line => line.ActorId).Where(Ids.IsValid).Concat(page.Lines.Select(line => line.SubjectId).OfType<string>()), cancellationToken);
        var hasMore = page.Lines.Length == request.Limit && page.Lines[^1].Sequence > 1;
        return TypedResults.Ok(new PageResponse<AuditLineBody>(
            [.. page.Lines.Select(line => AuditLineBody.From(line) with
            {
                ActorName = names.GetValueOrDefault(line.ActorId),
                SubjectName = line.SubjectId is { } subject ? names.GetValueOrDefault(subject) : null,
            })],
            hasMore ? page.Lines[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<Results<Ok<AuditCheckResponse>, ApiProblem>> VerifyAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var check = await grains.GetGrain<IModerationGrain>(id).VerifyLogAsync(ModerationEndpoints.CallerOf(user), cancellationToken);
        return check.Outcome == RoomOutcome.Done
            ? TypedResults.Ok(new AuditCheckResponse(check.Broken is null, check.Sound, check.Broken))
            : ModerationProblems.From(check.Outcome, []);
    }

    private static async Task<IResult> ExportAsync(
        string id, string? format, ClaimsPrincipal user, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (format is not (null or "csv" or "ndjson"))
        {
            return ApiProblem.Invalid("format", "must be csv or ndjson");
        }

        var caller = ModerationEndpoints.CallerOf(user);
        var moderation = grains.GetGrain<IModerationGrain>(id);
        var first = await moderation.GetAsync(caller, cancellationToken);
        if (first.Outcome != RoomOutcome.Done)
        {
            return ModerationProblems.From(first.Outcome, first.Errors);
        }

        // That somebody took a copy is itself an act.
        await moderation.NoteAsync(new AutomaticDecision("export", caller.UserId, caller.UserId), cancellationToken);
        var isCsv = format == "csv";
        context.Response.ContentType = isCsv ? Csv : Ndjson;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"moderation-{id}.{(isCsv ? "csv" : "ndjson")}\"";
        await WriteAsync(context.Response.Body, moderation, caller, isCsv, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task WriteAsync(
        Stream body, IModerationGrain moderation, ModerationCaller caller, bool isCsv, CancellationToken cancellationToken)
    {
        long after = 0;
        AuditPage page;
        await body.WriteAsync(Encoding.UTF8.GetBytes(isCsv ? CsvHeader : string.Empty), cancellationToken);
        do
        {
            page = await moderation.ReadLogAsync(
                new ReadAudit(caller, after, ModerationLimits.AuditPageMax, IsForward: true), cancellationToken);
            foreach (var line in page.Lines)
            {
                var text = isCsv ? ToCsv(line) : JsonSerializer.Serialize(AuditLineBody.From(line), ApiJson.Options) + "\n";
                await body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                after = line.Sequence;
            }
        }
        while (page.Lines.Length == ModerationLimits.AuditPageMax);
    }

    private static string ToCsv(AuditLine line) => CsvCell.Row(
        line.Sequence.ToString(CultureInfo.InvariantCulture), line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), line.ActorId,
        line.Action, line.SubjectId, line.TargetId, line.Reason, line.Detail, line.Hash);
}
