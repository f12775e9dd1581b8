namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>A proposed product: a sum per channel, and the strongest source where a channel names one.</summary>
internal struct Candidate
{
    public string ProductId;
    public ChannelScores Scores;
    public string? SourceProductId;
    public string? PredecessorId;
    public string? SourceUserId;

    /// <summary>Cosine of its content to the user's embedding; 0 when it is negative or unknown.</summary>
    public float Content;

    private float _productStrength;
    private float _predecessorStrength;
    private float _friendStrength;

    public void OfferProduct(string productId, float strength)
    {
        if (SourceProductId is null || strength > _productStrength)
        {
            SourceProductId = productId;
            _productStrength = strength;
        }
    }

    public void OfferPredecessor(string productId, float strength)
    {
        if (PredecessorId is null || strength > _predecessorStrength)
        {
            PredecessorId = productId;
            _predecessorStrength = strength;
        }
    }

    public void OfferFriend(string userId, float strength)
    {
        if (SourceUserId is null || strength > _friendStrength)
        {
            SourceUserId = userId;
            _friendStrength = strength;
        }
    }
}
