using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Tests.Recommendations.Training;

/// <summary>
/// A model that is trained in as many steps as there are users: products that the same user touched point the same way.
/// Enough to be better than popularity where users have different tastes, and to be interrupted anywhere.
/// </summary>
internal sealed class CountingTrainer : IModelTrainer
{
    public string Kind { get; init; } = "counting";

    /// <summary>Called after each step with the number of steps done; may throw.</summary>
    public Action<int> Stepped { get; set; } = _ => { };

    /// <summary>Minus one teaches the opposite of what was seen.</summary>
    public int Sign { get; set; } = 1;

    public int Started { get; private set; }

    public int Resumed { get; private set; }

    public ITrainingRun Start(TrainingData data, ulong seed)
    {
        Started++;
        return new Run(this, data, new float[data.ItemCount * data.ItemCount], 0);
    }

    public ITrainingRun Resume(TrainingData data, Stream checkpoint)
    {
        Resumed++;
        var (done, counts) = ReadState(checkpoint);
        return new Run(this, data, counts, done);
    }

    public IEmbeddingModel Read(Stream model)
    {
        var (_, counts) = ReadState(model);
        return new Model(Kind, counts, (int)Math.Sqrt(counts.Length));
    }

    private static (int Done, float[] Counts) ReadState(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var done = reader.ReadInt32();
        var counts = new float[reader.ReadInt32()];
        for (var index = 0; index < counts.Length; index++)
        {
            counts[index] = reader.ReadSingle();
        }

        return (done, counts);
    }

    private sealed class Run(CountingTrainer trainer, TrainingData data, float[] counts, int done) : ITrainingRun
    {
        public int StepsDone { get; private set; } = done;

        public int StepsTotal => data.Sequences.Count;

        public void Step()
        {
            foreach (var left in data.Sequences[StepsDone])
            {
                foreach (var right in data.Sequences[StepsDone])
                {
                    counts[(left * data.ItemCount) + right] += trainer.Sign;
                }
            }

            StepsDone++;
            trainer.Stepped(StepsDone);
        }

        public void WriteCheckpoint(Stream destination) => Write(destination, StepsDone);

        public void WriteModel(Stream destination) => Write(destination, 0);

        private void Write(Stream destination, int steps)
        {
            using var writer = new BinaryWriter(destination, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(steps);
            writer.Write(counts.Length);
            Array.ForEach(counts, writer.Write);
        }
    }

    private sealed class Model(string kind, float[] counts, int items) : IEmbeddingModel
    {
        public string Kind => kind;

        public int Dimensions => items;

        public int ItemCount => items;

        public ReadOnlySpan<float> ItemVector(int item) => counts.AsSpan(item * items, items);

        public void EmbedUser(ReadOnlySpan<int> history, Span<float> destination)
        {
            destination.Clear();
            foreach (var item in history)
            {
                destination[item] = 1;
            }
        }
    }
}
