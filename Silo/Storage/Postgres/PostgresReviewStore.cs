using Npgsql;
using Orleans.Storage;
using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Reviews, what they said before, and votes, as tables of the database that all silos share. A product's grain gathers what
/// many callers want, so each write is a transaction of its own.
/// </summary>
internal sealed class PostgresReviewStore(PostgresStore store) : IReviewStore
{
    private const string Columns =
        """
        position, review_id, product_id, buyer_id, rating, belief, helpful, unhelpful, is_hidden, is_told, version, payload
        """;

    private const string SumBegin =
        """
        SELECT rating, count(*), coalesce(sum(belief) FILTER (WHERE belief >= $1), 0)::bigint,
          coalesce(sum(belief) FILTER (WHERE belief < $1), 0)::bigint
        FROM review WHERE NOT is_hidden
        """;

    private const string SumEnd = " GROUP BY rating";

    public async Task WriteAsync(ReviewChanges changes, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var commands = new NpgsqlBatch(connection, transaction);
            PostgresReviewWrites.Fill(commands, changes);
            if (commands.BatchCommands.Count > 0)
            {
                await commands.ExecuteNonQueryAsync(cancellationToken);
            }

            PostgresReviewWrites.Check(commands, changes);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Npgsql no longer knows the columns of a statement that it prepared in a batch that failed.
            store.DataSource.Clear();
            throw new InconsistentStateException("A new review is there already.", exception);
        }
        catch (Exception exception) when (PostgresFailures.IsUnavailable(exception))
        {
            throw new StoreUnavailableException("The store could not write; the outcome is unknown.", exception);
        }
    }

    public async Task<IReadOnlyList<ReviewRow>> FindAsync(
        string productId, IReadOnlyCollection<string> reviewIds, IReadOnlyCollection<string> buyerIds, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {Columns} FROM review WHERE review_id = ANY($2) AND product_id = $1
            UNION
            SELECT {Columns} FROM review WHERE product_id = $1 AND buyer_id = ANY($3)
            """;

        return await store.QueryAsync(
            Sql, ReadRow, cancellationToken, Of(productId), Of(reviewIds.ToArray()), Of(buyerIds.ToArray()));
    }

    public async Task<IReadOnlyList<ReviewVote>> FindVotesAsync(
        IReadOnlyCollection<ReviewVoter> voters, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT review_id, user_id, is_helpful FROM review_vote JOIN unnest($1, $2) AS asked (review_id, user_id) USING (review_id, user_id)
            """;

        return await store.QueryAsync(
            Sql,
            static reader => new ReviewVote(new ReviewVoter(reader.GetString(0), reader.GetString(1)), reader.GetBoolean(2)),
            cancellationToken,
            Of(voters.Select(static voter => voter.ReviewId).ToArray()),
            Of(voters.Select(static voter => voter.UserId).ToArray()));
    }

    public async Task<IReadOnlyList<ReviewRow>> ListNewestAsync(
        string productId, bool isHidden, int? rating, long before, int limit, CancellationToken cancellationToken)
    {
        const string Part = $"SELECT {Columns} FROM review WHERE product_id = $1 AND is_hidden = $2 AND position < $3";
        const string End = " ORDER BY position DESC LIMIT $4";

        return rating is { } stars
            ? await store.QueryAsync(
                Part + " AND rating = $5" + End, ReadRow, cancellationToken, Of(productId), Of(isHidden), Of(before), Of(limit), Of(stars))
            : await store.QueryAsync(
                Part + End, ReadRow, cancellationToken, Of(productId), Of(isHidden), Of(before), Of(limit));
    }

    public async Task<IReadOnlyList<ReviewRow>> ListHelpfulAsync(
        string productId, bool isHidden, ReviewPlace after, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {Columns} FROM review
            WHERE product_id = $1 AND is_hidden = $2 AND (helpful_rank, position) < ($3, $4)
            ORDER BY helpful_rank DESC, position DESC LIMIT $5
            """;

        return await store.QueryAsync(
            Sql, ReadRow, cancellationToken, Of(productId), Of(isHidden), Of(after.Rank), Of(after.Position), Of(limit));
    }

    public async Task<IReadOnlyList<ReviewRow>> ListUntoldAsync(string productId, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {Columns} FROM review WHERE product_id = $1 AND NOT is_told ORDER BY position LIMIT $2";

        return await store.QueryAsync(Sql, ReadRow, cancellationToken, Of(productId), Of(limit));
    }

    public async Task<IReadOnlyList<ReviewRevision>> ListRevisionsAsync(string reviewId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT number, at, payload FROM review_revision WHERE review_id = $1 ORDER BY number";

        return await store.QueryAsync(
            Sql,
            static reader => ReviewPayloads.ReadRevision(reader.GetInt32(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)),
            cancellationToken,
            Of(reviewId));
    }

    public async Task<RatingTotals> SumAsync(string? productId, CancellationToken cancellationToken) => productId is null
        ? RatingTotals.Of(await store.QueryAsync(SumBegin + SumEnd, ReadStar, cancellationToken, Of(RatingBelief.Established)))
        : await SumOfAsync([productId], cancellationToken);

    public async Task<RatingTotals> SumOfAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellationToken) =>
        RatingTotals.Of(await store.QueryAsync(
            SumBegin + " AND product_id = ANY($2)" + SumEnd,
            ReadStar,
            cancellationToken,
            Of(RatingBelief.Established),
            Of(productIds.ToArray())));

    public async Task<IReadOnlyList<string>> FindMiscountedAsync(string productId, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT review_id FROM review r WHERE product_id = $1
            AND (helpful, unhelpful) <> (
              SELECT count(*) FILTER (WHERE is_helpful), count(*) FILTER (WHERE NOT is_helpful)
              FROM review_vote v WHERE v.review_id = r.review_id)
            ORDER BY position
            """;

        return await store.QueryAsync(Sql, static reader => reader.GetString(0), cancellationToken, Of(productId));
    }

    private static ReviewRow ReadRow(NpgsqlDataReader reader) => new(
        reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt64(6),
        reader.GetInt64(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetInt64(10),
        ReviewPayloads.ReadBody(reader.GetFieldValue<byte[]>(11)))
    {
        Position = reader.GetInt64(0),
    };

    private static (int Rating, StarTotals Totals) ReadStar(NpgsqlDataReader reader) =>
        (reader.GetInt32(0), new StarTotals(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
}
