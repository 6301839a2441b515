export type FaultList<Fault, Call, Act> = {
  readonly add: (fault: Fault) => void;
  /** The fault that meets this call, used up once. */
  readonly take: (call: Call) => Act | undefined;
  readonly clear: () => void;
};

/** Faults that wait for the calls which they meet, the first one first. */
export const faultList = <Act, Fault extends { readonly times: number; readonly act: Act }, Call>(
  meets: (fault: Fault, call: Call) => boolean,
): FaultList<Fault, Call, Act> => {
  const left: { fault: Fault; times: number }[] = [];
  return {
    add: (fault) => {
      left.push({ fault, times: fault.times });
    },
    take: (call) => {
      const meeting = left.find(({ fault, times }) => times > 0 && meets(fault, call));
      if (!meeting) return undefined;
      meeting.times -= 1;
      return meeting.fault.act;
    },
    clear: () => {
      left.length = 0;
    },
  };
};
