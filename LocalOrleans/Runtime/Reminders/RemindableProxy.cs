using Orleans.CodeGeneration;

namespace Orleans.Runtime.Local;

/// <summary>Calls <see cref="IRemindable"/>; written by hand because the engine does not generate code for itself.</summary>
internal sealed class RemindableProxy(ProxyBinding binding) : GrainProxy(binding), IRemindable
{
    public static void Describe(GrainPartBuilder builder) =>
        builder.AddInterface(typeof(IRemindable), "Orleans.IRemindable", static binding => new RemindableProxy(binding));

    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        new ReceiveReminderCall(reminderName, status).SendAsync(this);

    private sealed class ReceiveReminderCall(string reminderName, TickStatus status) : TaskCall
    {
        private static readonly CallMethod Info = new(
            typeof(IRemindable),
            nameof(IRemindable.ReceiveReminder),
            [typeof(string), typeof(TickStatus)],
            InvokeMethodOptions.None,
            responseTimeout: null);

        public override CallMethod Method => Info;

        public override int GetArgumentCount() => 2;

        public override object? GetArgument(int index) => index switch
        {
            0 => reminderName,
            1 => status,
            _ => base.GetArgument(index),
        };

        protected override Task Invoke(object target) => ((IRemindable)target).ReceiveReminder(reminderName, status);

        protected override void Recycle()
        {
        }
    }
}
