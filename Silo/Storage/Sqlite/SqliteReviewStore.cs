using Microsoft.Data.Sqlite;
using Orleans.Storage;
using SocialCommerce.Algorithms.Ratings;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Silo.Storage;

/// <summary>Reviews, what they said before, and votes, as tables of the store.</summary>
internal sealed class SqliteReviewStore(SqliteStore store) : IReviewStore
{
    private const string Columns =
        """
        position, review_id, product_id, buyer_id, rating, belief, helpful, unhelpful, is_hidden, is_told, version, payload
        """;

    private const string SumBegin =
        """
        SELECT rating, count(*), sum(CASE WHEN belief >= ?1 THEN belief ELSE 0 END), sum(CASE WHEN belief < ?1 THEN belief ELSE 0 END)
        FROM review WHERE is_hidden = 0
        """;

    private const string SumEnd = " GROUP BY rating";

    public async Task WriteAsync(ReviewChanges changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await store.Writer.WriteAsync(session => Write(session, changes));
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == SqliteConstraintUnique)
        {
            throw new InconsistentStateException("A new review is there already.", exception);
        }
    }

    public Task<IReadOnlyList<ReviewRow>> FindAsync(
        string productId, IReadOnlyCollection<string> reviewIds, IReadOnlyCollection<string> buyerIds, CancellationToken cancellationToken)
    {
        const string ById = $"SELECT {Columns} FROM review WHERE review_id = ?1 AND product_id = ?2";
        const string ByBuyer = $"SELECT {Columns} FROM review WHERE buyer_id = ?1 AND product_id = ?2";

        return Task.FromResult<IReadOnlyList<ReviewRow>>(store.Read(session => reviewIds
            .SelectMany(id => session.Query(ById, ReadRow, id, productId))
            .Concat(buyerIds.SelectMany(id => session.Query(ByBuyer, ReadRow, id, productId)))
            .DistinctBy(static row => row.ReviewId)
            .ToList()));
    }

    public Task<IReadOnlyList<ReviewVote>> FindVotesAsync(
        IReadOnlyCollection<ReviewVoter> voters, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT is_helpful FROM review_vote WHERE review_id = ?1 AND user_id = ?2";

        return Task.FromResult<IReadOnlyList<ReviewVote>>(store.Read(session => voters
            .SelectMany(voter => session.Query(
                Sql, reader => new ReviewVote(voter, reader.GetBoolean(0)), voter.ReviewId, voter.UserId))
            .ToList()));
    }

    public Task<IReadOnlyList<ReviewRow>> ListNewestAsync(
        string productId, bool isHidden, int? rating, long before, int limit, CancellationToken cancellationToken)
    {
        const string Of = $"SELECT {Columns} FROM review WHERE product_id = ?1 AND is_hidden = ?2 AND position < ?3";
        const string End = " ORDER BY position DESC LIMIT ?4";

        return Task.FromResult<IReadOnlyList<ReviewRow>>(store.Read(session => rating is { } stars
            ? session.Query(Of + " AND rating = ?5" + End, ReadRow, productId, isHidden, before, limit, stars)
            : session.Query(Of + End, ReadRow, productId, isHidden, before, limit)));
    }

    public Task<IReadOnlyList<ReviewRow>> ListHelpfulAsync(
        string productId, bool isHidden, ReviewPlace after, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {Columns} FROM review
            WHERE product_id = ?1 AND is_hidden = ?2 AND (helpful_rank, position) < (?3, ?4)
            ORDER BY helpful_rank DESC, position DESC LIMIT ?5
            """;

        return Task.FromResult<IReadOnlyList<ReviewRow>>(store.Read(session => session.Query(
            Sql, ReadRow, productId, isHidden, after.Rank, after.Position, limit)));
    }

    public Task<IReadOnlyList<ReviewRow>> ListUntoldAsync(string productId, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {Columns} FROM review WHERE product_id = ?1 AND is_told = 0 ORDER BY position LIMIT ?2";

        return Task.FromResult<IReadOnlyList<ReviewRow>>(
            store.Read(session => session.Query(Sql, ReadRow, productId, limit)));
    }

    public Task<IReadOnlyList<ReviewRevision>> ListRevisionsAsync(string reviewId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT number, at, payload FROM review_revision WHERE review_id = ?1 ORDER BY number";

        return Task.FromResult<IReadOnlyList<ReviewRevision>>(store.Read(session => session.Query(
            Sql,
            static reader => ReviewPayloads.ReadRevision(reader.GetInt32(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)),
            reviewId)));
    }

    public Task<RatingTotals> SumAsync(string? productId, CancellationToken cancellationToken)
    {
        const string OfAll = SumBegin + SumEnd;

        return productId is null
            ? Task.FromResult(RatingTotals.Of(store.Read(session => session.Query(OfAll, ReadStar, RatingBelief.Established))))
            : SumOfAsync([productId], cancellationToken);
    }

    public Task<RatingTotals> SumOfAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellationToken)
    {
        const string OfOne = SumBegin + " AND product_id = ?2" + SumEnd;

        return Task.FromResult(RatingTotals.Of(store.Read(session => productIds
            .SelectMany(id => session.Query(OfOne, ReadStar, RatingBelief.Established, id))
            .ToList())));
    }

    public Task<IReadOnlyList<string>> FindMiscountedAsync(string productId, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            SELECT review_id FROM review r WHERE product_id = ?1
            AND (helpful, unhelpful) <> (
              SELECT coalesce(sum(is_helpful), 0), coalesce(sum(1 - is_helpful), 0) FROM review_vote v WHERE v.review_id = r.review_id)
            ORDER BY position
            """;

        return Task.FromResult<IReadOnlyList<string>>(
            store.Read(session => session.Query(Sql, static reader => reader.GetString(0), productId)));
    }

    private const int SqliteConstraintUnique = 2067;

    private static bool Write(SqlSession session, ReviewChanges changes)
    {
        foreach (var save in changes.Rows)
        {
            Save(session, save);
        }

        foreach (var (reviewId, revision) in changes.Revisions)
        {
            session.Execute(
                "INSERT INTO review_revision (review_id, number, at, payload) VALUES (?1, ?2, ?3, ?4)",
                reviewId, revision.Number, revision.At.ToUnixTimeMilliseconds(), ReviewPayloads.Write(revision.Content));
        }

        foreach (var (voter, isHelpful) in changes.Votes)
        {
            Vote(session, voter, isHelpful);
        }

        return true;
    }

    private static void Save(SqlSession session, ReviewSave save)
    {
        const string Insert =
            """
            INSERT INTO review (review_id, product_id, buyer_id, rating, belief, helpful, unhelpful, helpful_rank, is_hidden, is_told, version, payload)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """;
        const string Update =
            """
            UPDATE review SET rating = ?4, belief = ?5, helpful = ?6, unhelpful = ?7, helpful_rank = ?8, is_hidden = ?9, is_told = ?10,
              version = ?11, payload = ?12
            WHERE review_id = ?1 AND product_id = ?2 AND buyer_id = ?3 AND version = ?13
            """;

        var row = save.Row;
        var body = ReviewPayloads.Write(row.Body);
        var written = save.Known == 0
            ? session.Execute(
                Insert, row.ReviewId, row.ProductId, row.BuyerId, row.Rating, row.Belief, row.Helpful, row.Unhelpful, row.HelpfulRank,
                row.IsHidden, row.IsTold, row.Version, body)
            : session.Execute(
                Update, row.ReviewId, row.ProductId, row.BuyerId, row.Rating, row.Belief, row.Helpful, row.Unhelpful, row.HelpfulRank,
                row.IsHidden, row.IsTold, row.Version, body, save.Known);
        if (written == 0)
        {
            throw new InconsistentStateException($"Review {row.ReviewId} is no longer at version {save.Known}.");
        }
    }

    private static void Vote(SqlSession session, ReviewVoter voter, bool? isHelpful)
    {
        const string Upsert =
            """
            INSERT INTO review_vote (review_id, user_id, is_helpful) VALUES (?1, ?2, ?3)
            ON CONFLICT (review_id, user_id) DO UPDATE SET is_helpful = excluded.is_helpful
            """;
        const string Delete = "DELETE FROM review_vote WHERE review_id = ?1 AND user_id = ?2";

        if (isHelpful is { } value)
        {
            session.Execute(Upsert, voter.ReviewId, voter.UserId, value);
        }
        else
        {
            session.Execute(Delete, voter.ReviewId, voter.UserId);
        }
    }

    private static ReviewRow ReadRow(SqliteDataReader reader) => new(
        reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt64(6),
        reader.GetInt64(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetInt64(10),
        ReviewPayloads.ReadBody(reader.GetFieldValue<byte[]>(11)))
    {
        Position = reader.GetInt64(0),
    };

    private static (int Rating, StarTotals Totals) ReadStar(SqliteDataReader reader) =>
        (reader.GetInt32(0), new StarTotals(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
}
